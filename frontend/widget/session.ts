// Opens a session, or finds the one that this tab or device already has.
import { Refused } from "../shared/problems.ts";
import type { VisitorSession } from "../shared/types.gen.ts";
import type { Memory } from "./memory.ts";
import type { Rt } from "./rt.ts";
import { locale } from "./words.ts";

declare global {
  interface Navigator {
    globalPrivacyControl?: boolean;
  }
}

export interface Opened {
  session: VisitorSession;
  /** There was an earlier session, and it is over. */
  ended: boolean;
}

async function earlier(rt: Rt, memory: Memory): Promise<VisitorSession | null> {
  rt.token = memory.token;
  if (!rt.token) return null;
  try {
    return await rt.resume();
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error;
    rt.token = "";
    return null;
  }
}

/** Of a signed visitor nothing stays in the browser: the website says anew on every page who it is. */
export async function openSession(rt: Rt, memory: Memory, key: string, identity?: string): Promise<Opened> {
  const had = memory.token !== "";
  const remembers = memory.remembers;
  const found = identity ? null : await earlier(rt, memory);
  if (found) return { session: found, ended: false };
  const session = await rt.start({ key, locale, gpc: navigator.globalPrivacyControl === true, identity });
  rt.token = session.token;
  if (!identity) memory.keep(session.token, remembers);
  return { session, ended: had && !identity };
}
