/** 32 random bytes that seal the personal data of one subject. */
export type DataKey = Uint8Array

/**
 * Keeps one data key for each subject 主体密钥. A destroyed key leaves a tombstone: it is never made again, so that what was
 * erased stays erased and nobody is quietly re-entered under a new key.
 */
export type KeyStore = {
  /**
   * The keys of these subjects, made where there was none.
   * @throws LedgerError `privacy.subject_erased` when the key of one was destroyed.
   */
  keysFor(subjects: readonly string[]): Promise<ReadonlyMap<string, DataKey>>
  /** The keys there are; a subject that never had one is left out. */
  find(subjects: readonly string[]): Promise<ReadonlyMap<string, DataKey | 'destroyed'>>
  /** Destroys the key for good; again or before there was one is the same. */
  destroy(subject: string): Promise<void>
}

/** Source of random bytes: the randomness port's `bytes`. */
export type RandomBytes = (length: number) => Uint8Array
