// Generated from the Python shapes by `npm run types`. Do not edit.

export type VisitorFrame = VisitorHello | VisitorSend | VisitorTyping | VisitorRead | Ping;
export type AgentFrame = AgentHello | AgentSend | AgentTyping | AgentRead | AgentLook | Ping;
export type ToVisitor =
  ReadyFrame | AckFrame | VisitorEventFrame | TypingFrame | PresenceFrame | PongFrame | ErrorFrame | ByeFrame;
export type ToAgent =
  | ReadyFrame
  | AckFrame
  | AgentEventFrame
  | TypingFrame
  | LookingFrame
  | PresenceFrame
  | CountsFrame
  | SetupFrame
  | PongFrame
  | ErrorFrame
  | ByeFrame;

/**
 * A file that belongs to a message. `url` and `preview_url` are signed and expire in an hour.
 */
export interface AttachmentShape {
  height: number | null;
  id: string;
  name: string;
  preview_url: string | null;
  size: number;
  type: string;
  url: string;
  width: number | null;
}
export interface PersonShape {
  id: string;
  name: string;
}
export interface AuthorShape {
  id: string | null;
  kind: "api" | "contact" | "member" | "system";
  name: string;
}
/**
 * What is right where the message is not. `by` is the member who wrote it, null for a program.
 */
export interface CorrectionShape {
  at: string;
  by: string | null;
  id: string;
  text: string;
}
/**
 * `mentions` are the ids of the members whom a note names.
 */
export interface MessageForAgent {
  at: string;
  attachments: AttachmentShape[];
  author: AuthorShape;
  body: string;
  client_id: string;
  conversation_id: string;
  corrections: CorrectionShape[];
  deleted: boolean;
  delivery: "delivered" | "failed" | "stored";
  edited_at: string | null;
  id: string;
  kind: "note" | "public";
  mentions: string[];
  seq: number;
}
/**
 * An answer that waits for its time. `overtaken`: the customer has written since.
 */
export interface ScheduledShape {
  attachments: AttachmentShape[];
  author: PersonShape;
  body: string;
  due_at: string;
  id: string;
  overtaken: boolean;
  quote: boolean;
}
/**
 * `seq` counts public messages only, so that a note leaves no hole that tells of it.
 *
 * Their own messages carry no name: it may change, and they know it.
 */
export interface MessageForVisitor {
  at: string;
  attachments: AttachmentShape[];
  author: "agent" | "system" | "visitor";
  author_name: string;
  body: string;
  client_id: string | null;
  deleted: boolean;
  edited_at: string | null;
  id: string;
  seq: number;
}
export interface StatusShape {
  category: "open" | "snoozed" | "solved" | "waiting";
  id: string;
  name: string;
  public_label: string;
}
/**
 * The last message in one line, for lists.
 */
export interface PreviewShape {
  at: string;
  author: "api" | "contact" | "member" | "system";
  note: boolean;
  text: string;
}
export interface TicketTypeShape {
  id: string;
  name: string;
}
/**
 * A field of tickets with choices: lists are narrowed to one of them as `key:choice`.
 */
export interface ChoiceFieldShape {
  choices: string[];
  key: string;
  label: string;
}
/**
 * What a conversation has besides when it is a ticket. `due_at` is the next promise, `due_for` its kind.
 */
export interface TicketShape {
  due_at: string | null;
  due_for: ("answer" | "solution") | null;
  merged_into: string | null;
  number: number;
  type: TicketTypeShape | null;
}
/**
 * A row of the inbox. `version` rises with every change: of two copies the higher one is right.
 *
 * `mentioned` are the members whom a note in it names, `unseen_by` those of them who have not seen that yet,
 * `followers` the members who follow it. `ticket` is null as long as it is none.
 */
export interface ConversationForAgent {
  agent_read_seq: number;
  assignee: PersonShape | null;
  channel: "api" | "chat" | "form" | "mail";
  choices: string[];
  contact: PersonShape;
  contact_read_seq: number;
  created_at: string;
  first_response_at: string | null;
  followers: string[];
  id: string;
  inbox_id: string;
  last_message_at: string;
  last_public_seq: number;
  last_seq: number;
  mentioned: string[];
  preview: PreviewShape | null;
  priority: "high" | "low" | "normal" | "urgent";
  restricted: boolean;
  snoozed_until: string | null;
  status: StatusShape;
  subject: string;
  tags: string[];
  team_id: string | null;
  ticket: TicketShape | null;
  unseen_by: string[];
  version: number;
  waiting_since: string | null;
}
/**
 * `*_read_seq` count public messages, like `MessageForVisitor.seq`.
 */
export interface ConversationForVisitor {
  agent_name: string | null;
  agent_read_seq: number;
  contact_read_seq: number;
  id: string;
  label: string;
  last_seq: number;
  open: boolean;
}
/**
 * Which conversations a list shows, and in which order. What is null is not asked for.
 */
export interface ListFilter {
  assignee: string | null;
  channel: ("api" | "chat" | "form" | "mail") | null;
  field: string | null;
  inbox: string | null;
  kind: "any" | "talk" | "ticket";
  priority: ("high" | "low" | "normal" | "urgent") | null;
  sort: "due" | "newest" | "waiting";
  status: "any" | "open" | "snoozed" | "solved" | "waiting";
  tag: string | null;
  team: string | null;
  type: string | null;
  view: "all" | "followed" | "mentions" | "mine" | "unassigned";
}
/**
 * A list under a name. `owner` is the member who made it; others see it when it is `shared`.
 */
export interface SavedViewShape {
  filter: ListFilter;
  id: string;
  name: string;
  owner: string;
  shared: boolean;
}
export interface TeamShape {
  id: string;
  name: string;
}
export interface TagShape {
  id: string;
  name: string;
}
export interface StatusState {
  id: string;
  until: string | null;
}
/**
 * The part of a conversation's state that a change set: only what it touched is there.
 */
export interface StateShape {
  assignee?: string | null;
  priority?: "high" | "low" | "normal" | "urgent";
  status?: StatusState;
  tags?: string[];
  team?: string | null;
  type?: string | null;
}
/**
 * What became of one conversation. `outcome` is `done` or the code of what refused it.
 */
export interface ItemResult {
  detail: string;
  id: string;
  outcome: string;
}
/**
 * How to take one change back: it is, while the conversation still is as it `became`.
 */
export interface UndoItem {
  became: StateShape;
  id: string;
  was: StateShape;
}
/**
 * What became of each conversation, in the order asked, and what takes it back.
 */
export interface BulkResult {
  items: ItemResult[];
  undo: UndoItem[];
}
/**
 * An address: a claim until `verified`. `current` is false for an alias that was replaced.
 */
export interface IdentityShape {
  created_at: string;
  current: boolean;
  id: string;
  kind: string;
  value: string;
  verified: boolean;
}
export interface ContactShape {
  created_at: string;
  gpc: boolean;
  id: string;
  identities: IdentityShape[];
  last_seen_at: string;
  locale: string;
  name: string;
  notice_version: number | null;
}
/**
 * An attribute that the workspace defined, with its entry in the data map.
 */
export interface AttributeShape {
  category: string;
  choices: string[];
  id: string;
  key: string;
  kind: "choice" | "date" | "flag" | "number" | "text";
  label: string;
  purpose: string;
  source: string;
}
/**
 * A field of tickets. `types` are ids of ticket types, none: all. `required` is needed to solve one; `public`: the form asks for it.
 */
export interface FieldShape {
  category: string;
  choices: string[];
  id: string;
  key: string;
  kind: "choice" | "date" | "flag" | "number" | "text";
  label: string;
  public: boolean;
  purpose: string;
  required: boolean;
  source: string;
  types: string[];
}
/**
 * What is known of one contact under one attribute; `value` is null when nothing is.
 */
export interface ValueShape {
  choices: string[];
  key: string;
  kind: "choice" | "date" | "flag" | "number" | "text";
  label: string;
  value: string | number | boolean | null;
}
/**
 * Another contact who is known under the same address.
 */
export interface LikeShape {
  address: string;
  id: string;
  last_seen_at: string;
  name: string;
  verified: boolean;
}
/**
 * Both have a value: the target's stays in sight, the source's stays with the source.
 */
export interface Clash {
  kept: string | number | boolean;
  label: string;
  set_aside: string | number | boolean;
}
/**
 * How much of one class is held; `until` is null where no rule says when it goes.
 */
export interface HeldShape {
  count: number;
  kind: "addresses" | "attributes" | "conversations" | "files" | "messages" | "notes";
  until: string | null;
}
export interface ConsentShown {
  may: boolean;
  name: string;
}
/**
 * Facts for whoever answers: may this person's data be used, what were they told, what is held.
 */
export interface PrivacyShape {
  consents: ConsentShown[];
  gpc: boolean;
  held: HeldShape[];
  keys: number;
  notice_version: number | null;
  objects: ("interest" | "marketing")[];
  restricted: string;
}
/**
 * A contact that went into this one; it can be taken out again until `undo_until`.
 */
export interface MergeShape {
  contact: PersonShape;
  id: string;
  made_at: string;
  undo_until: string;
}
export interface PersonPage {
  alike: LikeShape[];
  attributes: ValueShape[];
  contact: ContactShape;
  conversations: ConversationForAgent[];
  merges: MergeShape[];
  more: boolean;
  privacy: PrivacyShape;
}
/**
 * What would move from `source` to `target`, what is set aside, and what stays as it is.
 */
export interface MergePreview {
  addresses: string[];
  attributes: string[];
  clashes: Clash[];
  conversations: number;
  same_addresses: number;
  source: ContactShape;
  target: ContactShape;
}
/**
 * Another conversation in one line. `number` is null as long as it is no ticket.
 */
export interface OtherShape {
  contact: PersonShape;
  id: string;
  last_message_at: string;
  number: number | null;
  status: StatusShape;
  subject: string;
}
/**
 * `kind` says what the other one is to this one.
 */
export interface LinkShape {
  id: string;
  kind: "child" | "duplicate_of" | "duplicated_by" | "parent" | "related";
  other: OtherShape;
}
/**
 * That a conversation went into another one; it can be taken back until `undo_until`, if that is not null.
 */
export interface MergedShape {
  id: string;
  made_at: string;
  other: OtherShape;
  undo_until: string | null;
}
/**
 * `required`: the ticket needs it to be solved.
 */
export interface FieldValueShape {
  choices: string[];
  key: string;
  kind: "choice" | "date" | "flag" | "number" | "text";
  label: string;
  required: boolean;
  value: string | number | boolean | null;
}
/**
 * `merged_into`: where this one goes on. `merged`: what goes on in this one.
 */
export interface RelationsShape {
  links: LinkShape[];
  merged: MergedShape[];
  merged_into: MergedShape | null;
}
/**
 * What the side panel shows of a conversation besides its row; one that is no ticket has no fields.
 */
export interface TicketPage {
  fields: FieldValueShape[];
  relations: RelationsShape;
}
/**
 * What one could be linked with or merged into. `same_contact`: only those can be merged.
 */
export interface OtherChoice {
  contact: PersonShape;
  id: string;
  last_message_at: string;
  number: number | null;
  same_contact: boolean;
  status: StatusShape;
  subject: string;
}
export interface OthersShape {
  items: OtherChoice[];
  next: null;
}
/**
 * In minutes, of the desk's hours or of all hours. Null: nothing is promised.
 */
export interface PromiseShape {
  first_answer: number | null;
  in_hours: boolean;
  next_answer: number | null;
  priority: "high" | "low" | "normal" | "urgent";
  solution: number | null;
}
/**
 * What a macro does; what is not named stays. `assignee` is an id, `me` or `nobody`; `team` and `type` an id or `none`.
 */
export interface MacroActions {
  assignee?: string;
  note?: string;
  priority?: "high" | "low" | "normal" | "urgent";
  reply?: string;
  status?: string;
  tags?: string[];
  team?: string;
  type?: string;
  untag?: string[];
}
/**
 * `says` is what it does, in one line for each change.
 */
export interface MacroShape {
  actions: MacroActions;
  id: string;
  name: string;
  owner: string;
  says: string[];
  shared: boolean;
}
export interface MacroChange {
  becomes: string;
  part: "assignee" | "priority" | "status" | "tags" | "team" | "type";
  was: string;
}
/**
 * What a macro would do to one conversation. `refused` says why it would not, if it would not.
 */
export interface MacroPreview {
  changes: MacroChange[];
  note: string;
  refused: string;
  reply: string;
}
/**
 * A mail that came in. `copied` are addresses of others in its To and Cc, who take no part by that. `trust` says what is known of its sender; `original` shows all of it, for an hour, without
 * pictures of other machines or with them fetched by the desk.
 */
export interface MailIn {
  about_sender: string;
  automatic: boolean;
  copied: string[];
  message: string;
  original: string | null;
  original_with_pictures: string | null;
  trust: "failed" | "proven" | "unknown" | "weak";
}
/**
 * A mail that goes out. `state` is waiting, queued, sending, accepted, delivered, bounced, complained, failed or unneeded.
 */
export interface MailOut {
  attempts: number;
  message: string;
  state: string;
}
/**
 * Who is in copy of every answer.
 */
export interface ParticipantShape {
  address: string;
  id: string;
  name: string;
}
/**
 * `participants` are in copy of every answer.
 */
export interface ConversationMail {
  came: MailIn[];
  participants: ParticipantShape[];
  went: MailOut[];
}
/**
 * A transcript that was asked for: queued, accepted or failed.
 */
export interface TranscriptShape {
  id: string;
  state: string;
}
/**
 * One table: how many rows; `why` is empty for what goes, else it says why it stays.
 */
export interface ErasureLine {
  rows: number;
  table: string;
  why: string;
}
/**
 * `certificate` is there when it is done: what was signed, the signature in base64, the key's fingerprint in it.
 */
export interface ErasureRunShape {
  certificate: {} | null;
  done_at: string | null;
  id: string;
  mode: "erase" | "statistics";
  signature: string | null;
  started_at: string;
  state: "done" | "held" | "running" | "waiting";
}
/**
 * `held` says why it cannot be done now; `run` is one that is under way. `contacts`: several after a merge.
 */
export interface ErasurePlan {
  bytes: number;
  contacts: number;
  goes: ErasureLine[];
  held: string[];
  run: ErasureRunShape | null;
  stays: ErasureLine[];
}
export interface VisitorHello {
  t: "hello";
  token: string;
  after?: string;
}
/**
 * What both hellos have in common: enough to see which of the two it is.
 */
export interface Hello {
  t: "hello";
  token?: string | null;
  workspace?: string | null;
  after?: string | null;
}
export interface VisitorSend {
  t: "send";
  client_id: string;
  body: string;
  attachments?: string[];
}
export interface VisitorTyping {
  t: "typing";
  on: boolean;
}
export interface VisitorRead {
  t: "read";
  seq: number;
}
export interface Ping {
  t: "ping";
}
export interface AgentHello {
  t: "hello";
  workspace: string;
  after?: string | null;
}
export interface AgentSend {
  t: "send";
  conversation: string;
  client_id: string;
  body: string;
  note: boolean;
  attachments?: string[];
  mentions?: string[];
}
export interface AgentTyping {
  t: "typing";
  conversation: string;
  on: boolean;
}
export interface AgentRead {
  t: "read";
  conversation: string;
  seq: number;
}
/**
 * Says which conversation the agent has open; `None` when none.
 */
export interface AgentLook {
  t: "look";
  conversation: string | null;
}
/**
 * One durable change, for the visitor. `cursor` resumes after it.
 */
export interface VisitorEvent {
  conversation?: ConversationForVisitor;
  cursor?: string;
  kind?: "conversation" | "message";
  message?: MessageForVisitor;
}
/**
 * One durable change, for agents: the conversation as it is now, and the message it is about.
 */
export interface AgentEvent {
  conversation?: ConversationForAgent;
  cursor?: string;
  gone?: string;
  id?: string;
  kind?: string;
  message?: MessageForAgent;
}
/**
 * Answers hello. With `resync` the client must fetch afresh: its cursor was too old or unknown.
 */
export interface ReadyFrame {
  cursor: string;
  resync: boolean;
  t: "ready";
}
export interface AckFrame {
  at: string;
  client_id: string;
  id: string;
  repeat: boolean;
  seq: number;
  t: "ack";
}
export interface VisitorEventFrame {
  event: VisitorEvent;
  t: "event";
}
export interface AgentEventFrame {
  event: AgentEvent;
  t: "event";
}
/**
 * To a visitor `conversation` and `by` are empty and `name` is the agent's public name.
 */
export interface TypingFrame {
  by: string;
  conversation: string;
  kind: "contact" | "member";
  name: string;
  on: boolean;
  t: "typing";
}
/**
 * Which members have this conversation open now.
 */
export interface LookingFrame {
  conversation: string;
  members: string[];
  t: "looking";
}
/**
 * To agents: the members who are online. To a visitor `members` is empty and `online` counts.
 */
export interface PresenceFrame {
  members: string[];
  online: number;
  t: "presence";
}
/**
 * Open conversations: all, unassigned, by member, inbox, team and tag; and each member's unseen mentions.
 */
export interface CountsFrame {
  all: number;
  inboxes: {
    [k: string]: number;
  };
  members: {
    [k: string]: number;
  };
  mentions: {
    [k: string]: number;
  };
  t: "counts";
  tags: {
    [k: string]: number;
  };
  teams: {
    [k: string]: number;
  };
  unassigned: number;
}
/**
 * The workspace's lists (members, statuses, teams, tags, canned replies, views) are not as they were.
 */
export interface SetupFrame {
  t: "setup";
}
export interface PongFrame {
  t: "pong";
}
export interface ErrorFrame {
  client_id?: string;
  code?: string;
  detail?: string;
  retry_after?: number;
  t: "error";
}
/**
 * The last frame before the server closes. Wait `retry_ms` before coming back.
 */
export interface ByeFrame {
  code: string;
  retry_ms: number;
  t: "bye";
}
export interface PrechatField {
  name: "email" | "name";
  required: boolean;
}
/**
 * Everything the open widget needs to draw itself.
 */
export interface WidgetConfig {
  asks: "" | "end" | "start";
  color: string;
  file_limit: number;
  file_types: string[];
  greeting: string;
  notice: string;
  notice_version: number;
  offline_text: string;
  open_now: boolean;
  opens_at: string | null;
  prechat: PrechatField[];
  privacy_url: string;
  text_limit: number;
  workspace: string;
}
export interface VisitorContact {
  email: string;
  id: string;
  name: string;
}
/**
 * The answer of `POST /rt/v1/sessions` and `GET /rt/v1/session` (where `token` is empty).
 */
export interface VisitorSession {
  config: WidgetConfig;
  contact: VisitorContact | null;
  conversation: ConversationForVisitor | null;
  cursor: string;
  expires_at: string;
  token: string;
}
/**
 * The answer of `POST /rt/v1/messages`: 201 the first time, 200 when repeated.
 */
export interface MessageAccepted {
  at: string;
  conversation: string;
  id: string;
  seq: number;
}
/**
 * The answer of `GET /rt/v1/events`. With `more` ask again after `cursor`.
 */
export interface VisitorEvents {
  cursor: string;
  events: VisitorEvent[];
  more: boolean;
  resync: boolean;
}
/**
 * Nothing is ticked; `yes` and `no` are two buttons of the same kind. `version`, `language`: of the words shown.
 */
export interface ConsentAsked {
  close: string;
  failed: string;
  heading: string;
  language: string;
  more: string;
  no: string;
  notice: string;
  text: string;
  version: number;
  yes: string;
}
/**
 * The answer of `GET` and `POST /rt/v1/consent`: what is to be asked, if anything, and what is said to an answer.
 */
export interface ConsentAnswered {
  question: ConsentAsked | null;
  said: string;
}
export interface OwnCount {
  count: number;
  what: string;
}
export interface OwnRight {
  key: string;
  label: string;
}
export interface OwnLetter {
  at: string;
  body: string;
  heading: string;
}
/**
 * A request of theirs: what they asked, how far it is, by when they are answered (a day).
 */
export interface OwnCase {
  due_on: string;
  letters: OwnLetter[];
  number: string;
  rights: string[];
  state: string;
}
/**
 * What the panel says around the facts.
 */
export interface OwnWords {
  ask: string;
  asked: string;
  due: string;
  held: string;
  mail: string;
  mailed: string;
  more: string;
  nothing: string;
  notice: string;
  page: string;
  send: string;
  sent: string;
}
/**
 * The answer of `GET` and `POST /rt/v1/privacy`.
 *
 * `page` is the workspace's public form for everything else, `mail_to` the address that a transcript would go to.
 */
export interface OwnData {
  cases: OwnCase[];
  held: OwnCount[];
  mail_to: string;
  notice: string;
  page: string;
  rights: OwnRight[];
  words: OwnWords;
}
/**
 * The member who is signed in; `can` names what the rules allow, for hiding what would be refused.
 */
export interface FirstPaintMe {
  can: string[];
  id: string;
  name: string;
  notify: NotifyShape;
  role: string;
}
/**
 * How a member is told of what comes. `chosen` is false until they said something.
 *
 * `shown` takes the browser's permission besides, which is each device's own.
 */
export interface NotifyShape {
  chosen: boolean;
  events: ("assigned" | "awake" | "mention" | "mine" | "unassigned")[];
  heard: boolean;
  shown: boolean;
}
export interface FirstPaintWorkspace {
  color: string;
  name: string;
  slug: string;
  time_zone: string;
}
export interface FirstPaintMember {
  id: string;
  name: string;
  role: string;
}
export interface FirstPaintInbox {
  channel: "api" | "chat" | "form" | "mail";
  id: string;
  name: string;
}
/**
 * As the socket's `counts`; those by tag come with it a moment later.
 */
export interface FirstPaintCounts {
  all: number;
  inboxes: {
    [k: string]: number;
  };
  members: {
    [k: string]: number;
  };
  mentions: {
    [k: string]: number;
  };
  tags: {
    [k: string]: number;
  };
  teams: {
    [k: string]: number;
  };
  unassigned: number;
}
/**
 * The first page of the list in the address.
 */
export interface FirstPaintList {
  filter: ListFilter;
  items: ConversationForAgent[];
  next: string | null;
}
/**
 * The conversation in the address, with its newest messages; `more` when there are older ones.
 */
export interface FirstPaintOpen {
  conversation: ConversationForAgent;
  messages: MessageForAgent[];
  more: boolean;
}
/**
 * A page of the desk that this member may open. `key` is pressed after G.
 */
export interface FirstPaintPage {
  key: string;
  name: string;
  url: string;
}
/**
 * `api` ends in /api/v1, `socket` is the ws(s) address, `base` is the inbox's own path with a last slash.
 */
export interface FirstPaintUrls {
  api: string;
  base: string;
  socket: string;
}
/**
 * In bytes: message text as UTF-8, and one file.
 */
export interface FirstPaintLimits {
  file: number;
  text: number;
}
/**
 * `cursor` was read before anything else here: events after it may repeat what is shown, never miss it.
 */
export interface FirstPaint {
  choice_fields: ChoiceFieldShape[];
  counts: FirstPaintCounts;
  csrf: string;
  cursor: string;
  inboxes: FirstPaintInbox[];
  limits: FirstPaintLimits;
  list: FirstPaintList;
  me: FirstPaintMe;
  members: FirstPaintMember[];
  open: FirstPaintOpen | null;
  pages: FirstPaintPage[];
  statuses: StatusShape[];
  tags: TagShape[];
  teams: TeamShape[];
  ticket_types: TicketTypeShape[];
  urls: FirstPaintUrls;
  views: SavedViewShape[];
  workspace: FirstPaintWorkspace;
}
