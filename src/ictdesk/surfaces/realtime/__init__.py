"""The gateway: sockets and the hot path of messages. The only asynchronous part of the product."""
