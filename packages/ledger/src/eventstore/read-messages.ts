import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import messages, { type ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { Filter, Position } from '../port.ts'
import { streamIdentifier } from './append-messages.ts'
import type { StoredForm } from './stored-form.ts'

const FORWARDS = 0
const BACKWARDS = 1

/** How many records the server looks at before it takes breath: a rare type is found in few long steps. */
const SEARCH_WINDOW = 1024

const empty = () => new shared.Empty()

const expression = ({ regex, prefixes }: { regex?: string; prefixes?: readonly string[] }) => {
  const made = new messages.ReadReq.Options.FilterOptions.Expression()
  if (regex !== undefined) made.setRegex(regex)
  if (prefixes !== undefined) made.setPrefixList([...prefixes])
  return made
}

const filterOptions = () => {
  const options = new messages.ReadReq.Options.FilterOptions()
  options.setMax(SEARCH_WINDOW)
  options.setCheckpointintervalmultiplier(1)
  return options
}

/** The server filters by streams or by types, not by both; types are the narrower. System streams begin with `$`. */
const serverFilter = ({ categories, types }: Filter) => {
  const options = filterOptions()
  if (types) options.setEventType(expression({ regex: `^(${types.join('|')})$` }))
  else if (categories) options.setStreamIdentifier(expression({ prefixes: categories.map((name) => `${name}-`) }))
  else options.setStreamIdentifier(expression({ regex: '^[^$]' }))
  return options
}

const request = (direction: 0 | 1): { request: ReadReq; options: InstanceType<typeof messages.ReadReq.Options> } => {
  const options = new messages.ReadReq.Options()
  const uuid = new messages.ReadReq.Options.UUIDOption()
  uuid.setString(empty())
  options.setUuidOption(uuid)
  options.setReadDirection(direction)
  options.setResolveLinks(false)
  const made = new messages.ReadReq()
  made.setOptions(options)
  return { request: made, options }
}

/** Events of one stream from `revision` on, or its last one. */
export const streamRequest = (stream: string, revision: number | 'last', count: number): ReadReq => {
  const { request: made, options } = request(revision === 'last' ? BACKWARDS : FORWARDS)
  const place = new messages.ReadReq.Options.StreamOptions()
  place.setStreamIdentifier(streamIdentifier(stream))
  if (revision === 'last') place.setEnd(empty())
  else place.setRevision(`${revision}`)
  options.setStream(place)
  options.setCount(`${count}`)
  options.setNoFilter(empty())
  return made
}

/** The event at `after`, when it matches, and those behind it; without a filter the server's own among them. */
export const allRequest = (after: Position, count: number, filter: Filter): ReadReq => {
  const { request: made, options } = request(FORWARDS)
  const place = new messages.ReadReq.Options.AllOptions()
  if (after < 0n) place.setStart(empty())
  else {
    const position = new messages.ReadReq.Options.Position()
    position.setCommitPosition(`${after}`)
    position.setPreparePosition(`${after}`)
    place.setPosition(position)
  }
  options.setAll(place)
  options.setCount(`${count}`)
  // Looking at every stream's name costs the server more than sending its few events of its own.
  if (filter.types || filter.categories) options.setFilter(serverFilter(filter))
  else options.setNoFilter(empty())
  return made
}

/** The last event that is not the server's own. */
export const lastRequest = (): ReadReq => {
  const { request: made, options } = request(BACKWARDS)
  const place = new messages.ReadReq.Options.AllOptions()
  place.setEnd(empty())
  options.setAll(place)
  options.setCount('1')
  options.setFilter(serverFilter({}))
  return made
}

/** Live, and nothing of the events but where they are: the filter matches none, and a checkpoint follows each. */
export const checkpointsRequest = (): ReadReq => {
  const { request: made, options } = request(FORWARDS)
  const place = new messages.ReadReq.Options.AllOptions()
  place.setEnd(empty())
  options.setAll(place)
  options.setSubscription(new messages.ReadReq.Options.SubscriptionOptions())
  const filter = filterOptions()
  filter.setMax(1)
  filter.setStreamIdentifier(expression({ prefixes: ['no stream has this name'] }))
  options.setFilter(filter)
  return made
}

export const storedForm = (response: ReadResp): StoredForm | undefined => {
  const record = response.getEvent()?.getEvent()
  if (!record) return undefined
  return {
    stream: Buffer.from(record.getStreamIdentifier()!.getStreamName_asU8()).toString('utf8'),
    revision: record.getStreamRevision(),
    position: record.getCommitPosition(),
    id: parseUUID(record.getId()!),
    type: record.getMetadataMap().get('type') ?? '',
    metadata: record.getCustomMetadata_asU8(),
    data: record.getData_asU8(),
  }
}
