/** What a server said no with: the stable `code`, and when it is worth trying again. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly retryMs: number;

  constructor(code: string, status: number, detail = "", retryMs = 0) {
    super(detail || code);
    this.code = code;
    this.status = status;
    this.retryMs = retryMs;
  }

  /** No answer, too many, or not now: the same request may pass later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const unreachable = (): Refused => new Refused("unreachable", 0);

export async function refusal(response: Response): Promise<Refused> {
  const wait = Number(response.headers.get("Retry-After") ?? 0) * 1000;
  const problem: unknown = await response.json().catch(() => null);
  return fromProblem(problem, response.status, wait);
}

export function fromProblem(problem: unknown, status: number, retryMs = 0): Refused {
  const { code, detail } = (problem ?? {}) as { code?: unknown; detail?: unknown };
  return new Refused(
    typeof code === "string" ? code : status >= 500 ? "unavailable" : "bad_request",
    status,
    typeof detail === "string" ? detail : "",
    retryMs,
  );
}

/** The codes that a socket may answer a frame with and that will not change by trying again. */
const FOR_GOOD: Record<string, number> = {
  bad_request: 400,
  forbidden: 403,
  not_found: 404,
  client_id_conflict: 409,
  too_large: 413,
  unsupported_file: 415,
  invalid: 422,
};

export function fromFrame(code: string, detail = ""): Refused {
  return new Refused(code, FOR_GOOD[code] ?? 429, detail);
}
