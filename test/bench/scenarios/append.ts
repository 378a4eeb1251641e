import type { Contestant } from '../contestant.ts'
import { OURS } from '../contestants/ours.ts'
import { LARGE } from '../large.ts'
import { drive } from '../load.ts'
import { newStream, sampleEvent, sampleEvents } from '../sample.ts'
import type { Scenario } from '../scenario.ts'

let turns = 0

const alone = (contestant: Contestant) => contestant.append(newStream(), [sampleEvent(turns++)], -1)

const single = (callers: number): Scenario => ({
  name: `append, ${callers} ${callers === 1 ? 'caller' : 'callers'}`,
  unit: 'appends/s',
  run: (contestant, forMs) => drive(callers, forMs, () => alone(contestant)),
})

/** Every tenth append expects a stream that is not there. */
const conflicts: Scenario = {
  name: 'append, 64 callers, 10 % conflicts',
  unit: 'appends/s',
  only: [OURS, LARGE],
  run: (contestant, forMs) =>
    drive(64, forMs, () =>
      turns % 10 === 0 ? contestant.append(newStream(), [sampleEvent(turns++)], 7) : alone(contestant),
    ),
}

const HOT = 8

/** 64 callers on eight streams, each append expecting the one given just before it on its stream. */
const hot: Scenario = {
  name: 'append, 64 callers, 8 hot streams',
  unit: 'appends/s',
  only: [OURS, LARGE],
  run: (contestant, forMs) => {
    const streams = Array.from({ length: HOT }, () => ({ name: newStream(), last: -1 }))
    return drive(64, forMs, async (caller) => {
      const stream = streams[caller % HOT]!
      if ((await contestant.append(stream.name, [sampleEvent(turns++)], stream.last++)) === 'conflict')
        throw new Error('a conflict where there is none')
    })
  },
}

const MANY = 100

const batches: Scenario = {
  name: 'append of 100 events, 4 callers',
  unit: 'events/s',
  run: async (contestant, forMs) => {
    const measured = await drive(4, forMs, () => contestant.append(newStream(), sampleEvents(MANY, turns++), -1))
    return { ...measured, perSecond: measured.perSecond * MANY }
  },
}

export const appendScenarios: readonly Scenario[] = [...[1, 16, 64].map(single), conflicts, hot, batches]
