import { expect, it } from 'vitest'
import { normaliseDocumentNumber, yearOfDocumentNumber } from './document-number.ts'

it.each([
  ['蔡农(农药)罚[2014]第3号', '蔡农(农药)罚〔2014〕3号'],
  ['西市监强制【2023】9号', '西市监强制〔2023〕9号'],
  ['浏市监处罚 〔2025〕 439号', '浏市监处罚〔2025〕439号'],
  ['鄂工商罚［２０１２］７号', '鄂工商罚〔2012〕7号'],
  ['湘（岳）文综罚字〔2024〕045号', '湘（岳）文综罚字〔2024〕045号'],
  ['C045', 'C045'],
])('writes %s as %s', (written, normal) => {
  expect(normaliseDocumentNumber(written)).toBe(normal)
  expect(normaliseDocumentNumber(normal)).toBe(normal)
})

it('reads the year of a number, or nothing', () => {
  expect(yearOfDocumentNumber('杭舟关知字[2024]0078号')).toBe('2024')
  expect(yearOfDocumentNumber('第45号')).toBeUndefined()
})
