// SQLite as the server software asks for it, over the SQLite in Node itself: nothing to compile, and no
// ready-made binary from elsewhere.
import { DatabaseSync } from 'node:sqlite'

const CODES = {
  5: 'SQLITE_BUSY', 6: 'SQLITE_LOCKED', 517: 'SQLITE_BUSY_SNAPSHOT', 1555: 'SQLITE_CONSTRAINT_PRIMARYKEY',
  2067: 'SQLITE_CONSTRAINT_UNIQUE', 787: 'SQLITE_CONSTRAINT_FOREIGNKEY', 1299: 'SQLITE_CONSTRAINT_NOTNULL',
}

function told(work) {
  try {
    return work()
  } catch (error) {
    if (error.errcode in CODES) error.code = CODES[error.errcode]
    throw error
  }
}

function plain(row) {
  for (const name in row) {
    if (row[name] instanceof Uint8Array) row[name] = Buffer.from(row[name])
  }
  return row && { ...row }
}

class Statement {
  constructor(inner) {
    this.inner = inner
    this.reader = inner.columns().length > 0
  }
  all(values = []) {
    return told(() => this.inner.all(...values)).map(plain)
  }
  run(values = []) {
    return told(() => this.inner.run(...values))
  }
  *iterate(values = []) {
    for (const row of this.inner.iterate(...values)) yield plain(row)
  }
}

export default class Database {
  constructor(location, { timeout = 5000 } = {}) {
    this.inner = new DatabaseSync(location, { timeout })
  }
  prepare(text) {
    return new Statement(told(() => this.inner.prepare(text)))
  }
  exec(text) {
    told(() => this.inner.exec(text))
  }
  pragma(text) {
    return this.prepare(`PRAGMA ${text}`).all()
  }
  close() {
    this.inner.close()
  }
}
