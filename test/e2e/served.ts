export type Json = Record<string, unknown>

/** Address of the API, as `serve` prints it. */
export const pickAddress = (said: string): string => /http:\/\/127\.0\.0\.1:\d+/.exec(said)![0]

/** The token of a role, as `serve` prints it below the role's name. */
export const pickToken = (said: string, role: string): string =>
  new RegExp(`^ +\\S+ ${role}\\n +(\\S+)$`, 'm').exec(said)![1]!

export const getJson = async (url: string, token?: string) => {
  const response = await fetch(url, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } })
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: (await response.json()) as unknown,
  }
}

/** An act over HTTP; the same `key` is the same command. */
export const postJson = async (url: string, token: string, key: string, body: Json) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Json }
}
