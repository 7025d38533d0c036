import { useDesk } from "./desk.ts";

export function Connection() {
  const { model, live, outbox } = useDesk();
  if (!model.broken.value) return null;
  const waiting = model.entries.value.filter((entry) => entry.state !== "sent").length;
  const kept = waiting ? ` ${waiting} ${waiting === 1 ? "message waits" : "messages wait"} and will be sent.` : "";
  const stopped = model.link.value === "stopped";
  return (
    <p class="inbox-strip" role="status">
      <span>{stopped ? "You are signed out here. Reload the page." : `No connection, trying again.${kept}`}</span>
      <button
        type="button"
        class="link"
        onClick={() => {
          if (stopped) return location.reload();
          live.socket.connect();
          outbox.queue.hurry();
        }}
      >
        {stopped ? "Reload" : "Try now"}
      </button>
    </p>
  );
}
