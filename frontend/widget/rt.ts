// The visitor's HTTP calls. Never with the desk's cookies: the token is all that is known of a visitor.
import { refusal, unreachable } from "../shared/problems.ts";
import type {
  AttachmentShape,
  MessageAccepted,
  VisitorContact,
  VisitorEvents,
  VisitorSession,
} from "../shared/types.gen.ts";

export interface FirstWords {
  client_id: string;
  body: string;
  attachments: string[];
  name?: string;
  email?: string;
}

export class Rt {
  token = "";
  readonly base: string;

  constructor(base: string) {
    this.base = `${base}rt/v1/`;
  }

  start(body: { key: string; locale: string; gpc: boolean; identity?: string | undefined }): Promise<VisitorSession> {
    return this.call("POST", "sessions", body);
  }

  resume(): Promise<VisitorSession> {
    return this.call("GET", "session");
  }

  end(): Promise<null> {
    return this.call("DELETE", "session");
  }

  say(body: FirstWords): Promise<MessageAccepted> {
    return this.call("POST", "messages", body);
  }

  contact(body: { name: string; email: string }): Promise<VisitorContact> {
    return this.call("PUT", "contact", body);
  }

  file(id: string): Promise<AttachmentShape> {
    return this.call("GET", `files/${id}`);
  }

  events(after: string): Promise<VisitorEvents> {
    return this.call("GET", `events?after=${encodeURIComponent(after)}`);
  }

  get headers(): Record<string, string> {
    return this.token ? { Authorization: `Bearer ${this.token}` } : {};
  }

  async call<T>(method: string, path: string, body?: object): Promise<T> {
    const headers: Record<string, string> = { ...this.headers };
    if (body) headers["Content-Type"] = "application/json";
    const request: RequestInit = { method, headers, credentials: "omit", cache: "no-store" };
    if (body) request.body = JSON.stringify(body);
    const response = await fetch(this.base + path, request).catch(() => {
      throw unreachable();
    });
    if (!response.ok) throw await refusal(response);
    return response.status === 204 ? (null as T) : ((await response.json()) as T);
  }
}
