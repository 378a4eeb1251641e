import { sampleTransfer as transfer } from './sample-transfer.ts'
import { scenario } from './scenario.ts'

scenario('performed and recorded, with the schema’s defaults', transfer)
  .when('dispatch', { kind: 'crime', to: 'police', copyTo: 'procuratorate' })
  .then([{ type: 'TransferDispatched', data: { kind: 'crime', to: 'police', copyTo: 'procuratorate' } }])

scenario('an unmet guard refuses a performed act', transfer)
  .when('dispatch', { kind: 'crime', to: 'police' })
  .refused('transfer.no_copy', { field: 'copyTo' })

scenario('the same act reported is kept with its irregularity', transfer)
  .reported('dispatch', { kind: 'crime', to: 'police' })
  .then([{ type: 'TransferDispatched', data: { kind: 'crime', to: 'police' } }], {
    irregularities: ['transfer.no_copy'],
  })

scenario('what is impossible is refused in a report too', transfer)
  .given([{ type: 'TransferDispatched', data: { kind: 'crime', to: 'police' }, at: '2024-03' }])
  .reported('dispatch', { kind: 'crime', to: 'police' })
  .refused('transfer.already_dispatched')

scenario('accepted without anything to record', transfer).when('decide', { approved: true }).thenNothing()
