const OPENING = /[[［【﹝(（](?=\s*\d{4}\s*[\]］】﹞)）])/g
const CLOSING = /(?<=〔\s*\d{4}\s*)[\]］】﹞)）]/g

/** Full-width digits and letters as half-width ones. */
const halfWidth = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))

/**
 * A document number 文号 with the year in 〔〕, whichever bracket the source used (〔〕 [] ［］ 【】), without spaces and
 * without the optional 第. Other text is returned as it is.
 */
export const normaliseDocumentNumber = (text: string): string =>
  halfWidth(text)
    .replace(OPENING, '〔')
    .replace(CLOSING, '〕')
    .replace(/\s+/g, '')
    .replace(/〕第(?=\d)/, '〕')

/** Year inside the number, or `undefined`. */
export const yearOfDocumentNumber = (text: string): string | undefined =>
  /〔(\d{4})〕/.exec(normaliseDocumentNumber(text))?.[1]
