/** `criminalCase` → `criminal-case`, `refuseFiling` → `refuse-filing`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Where an aggregate's resources stand: `/judicial-linkage/criminal-cases`. */
export const collectionPath = ({ service, aggregate }: { service: string; aggregate: string }): string =>
  `/${service}/${kebab(aggregate)}s`

/** `case-<uuid>` ↔ the id in its address. */
export const streamOf = (aggregate: string, id: string): string => `${aggregate}-${id}`
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1)
