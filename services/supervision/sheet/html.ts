/** Text already safe to put into a page. */
export class Safe {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeText = (value: unknown): string => String(value ?? '').replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)

/** HTML from a template: every value is escaped unless it is itself `Safe` or a list of such. */
export const html = (parts: TemplateStringsArray, ...values: unknown[]): Safe =>
  new Safe(parts.reduce((page, part, i) => page + render(values[i - 1]) + part))

const render = (value: unknown): string =>
  value instanceof Safe ? value.text : Array.isArray(value) ? value.map(render).join('') : escapeText(value)
