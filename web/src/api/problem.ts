import type { Conflict } from './types'

/** Where in a sender's workbook, or in a programme file, a refusal points. */
export interface Place {
  file?: string | null
  sheet?: string | null
  row?: number | null
  column?: string | null
  line?: number | null
  /** A field of what was sent, or the number under which it is found. */
  path?: string | null
}
export interface ProblemEntry {
  code: string
  message: string
  place: Place | null
}

/** A refusal of the server (RFC 9457), or the network's own failure with a code of ours. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly entries: ProblemEntry[] = [],
    /** With version-conflict: what stands now. */
    readonly current: Conflict | null = null,
  ) {
    super(title)
    this.name = 'Problem'
  }

  /** The server could not be reached at all. */
  static get unreachable(): Problem {
    return new Problem(0, 'unreachable', '')
  }

  static from(status: number, body: unknown): Problem {
    const document = (typeof body === 'object' && body !== null ? body : {}) as {
      code?: string
      title?: string
      detail?: string
      errors?: unknown
      current?: Conflict
    }
    const entries = Array.isArray(document.errors) ? (document.errors as ProblemEntry[]) : []
    // Without a title or code of the server's, the box falls back to its own words for the status.
    return new Problem(status, document.code ?? 'unexpected', document.title ?? document.detail ?? '', entries, document.current ?? null)
  }

  static of(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem(0, 'unexpected', error instanceof Error ? error.message : String(error))
  }
}
