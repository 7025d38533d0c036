// A file goes up as it is, with its digest; XMLHttpRequest because fetch tells nothing of progress.
import { fromProblem, Refused, unreachable } from "./problems.ts";
import type { AttachmentShape } from "./types.gen.ts";

export interface UploadTo {
  url: string;
  headers: Record<string, string>;
  withCookies: boolean;
}

async function digest(file: Blob): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function answer(request: XMLHttpRequest): AttachmentShape {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    throw fromProblem(null, request.status);
  }
  if (request.status < 200 || request.status > 299) throw fromProblem(body, request.status);
  return body as AttachmentShape;
}

function post(to: UploadTo, file: File, sha: string, progress: (share: number) => void, signal: AbortSignal) {
  return new Promise<AttachmentShape>((done, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", to.url);
    request.withCredentials = to.withCookies;
    for (const [name, value] of Object.entries(to.headers)) request.setRequestHeader(name, value);
    request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name || "file"));
    if (sha) request.setRequestHeader("X-Content-SHA256", sha);
    request.upload.onprogress = (event) => progress(event.total ? event.loaded / event.total : 0);
    request.onerror = request.ontimeout = () => fail(unreachable());
    request.onabort = () => fail(new Refused("cancelled", 400));
    request.onload = () => {
      try {
        done(answer(request));
      } catch (error) {
        fail(error);
      }
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

export async function upload(
  to: UploadTo,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<AttachmentShape> {
  const sha = crypto.subtle ? await digest(file) : "";
  return post(to, file, sha, progress, signal);
}
