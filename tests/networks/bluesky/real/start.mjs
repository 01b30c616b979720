// Starts Bluesky's own server software and prints where it listens, as one line of JSON; then does what it is
// asked on standard input, one word a line, and answers each with a line. It ends with its input.
import { createInterface } from 'node:readline'
import { TestNetwork, TestNetworkNoAppView } from '@atproto/dev-env'

const full = process.env.DB_POSTGRES_URL ? await TestNetwork.create({ dbPostgresSchema: 'live' }) : null
const single = await TestNetworkNoAppView.create()
// Replays nothing that is older than a moment.
const forgetful = await TestNetworkNoAppView.create({ pds: { repoBackfillLimitMs: 500 } })

const at = (network) => ({ server: network.pds.url, directory: network.plc.url })
const where = { single: at(single), forgetful: at(forgetful) }
if (full) where.full = { ...at(full), view: full.bsky.url }
console.log(JSON.stringify(where))

const work = { settle: () => full.processAll() }
for await (const line of createInterface({ input: process.stdin })) {
  await work[line]()
  console.log('{"done":true}')
}
process.exit(0)
