import { fileURLToPath } from "node:url";

export const FRONTEND = fileURLToPath(new URL("../", import.meta.url));
export const OUT = fileURLToPath(new URL("../../src/ictdesk/static/build/", import.meta.url));

/** Where the server shows what is in OUT, seen from the address of the loader. */
export const SERVED = "static/build/";
