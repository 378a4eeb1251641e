import { expect, test } from 'vitest'
import { isBody, isOneOf } from './agency.ts'

test.each([
  ['宁波市公安局海曙区分局', 'police'],
  ['黄埔海关缉私局', 'police'],
  ['haishu-police', 'police'],
  ['公安县公安局', 'police'],
  ['公安县市场监督管理局', 'administrative'],
  ['北京市通州区人民检察院', 'procuratorate'],
  ['义乌市人民法院', 'court'],
  ['石狮市市场监督管理局', 'administrative'],
  ['大榭海关', 'administrative'],
  ['漳州市烟草专卖局', 'administrative'],
] as const)('%s is a body of the kind %s and of no other', (agency, body) => {
  expect(isBody(agency, body)).toBe('yes')
  expect(
    isOneOf(agency, ['police', 'procuratorate', 'court', 'administrative'].filter((b) => b !== body) as never),
  ).toBe('no')
})

test('an id that does not say leaves it open', () => {
  expect(isBody('unit-7', 'police')).toBe('unknown')
  expect(isOneOf('unit-7', ['police', 'court'])).toBe('unknown')
})
