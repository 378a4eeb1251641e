export * from './spans.ts'
export * from './traced.ts'
export * from './traceparent.ts'
