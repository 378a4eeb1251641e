/** Columns a text takes in a terminal: Chinese and full-width signs take two. */
export const displayWidth = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char)
        ? 2
        : 1),
    0,
  )

const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)))

/** `label  value` lines with the values below each other. Nothing is cut: the terminal wraps. */
export const labelledLines = (rows: readonly (readonly [label: string, value: string])[]): string => {
  const width = Math.max(0, ...rows.map(([label]) => displayWidth(label)))
  return rows.map(([label, value]) => `${padded(label, width)}  ${value}`).join('\n')
}
