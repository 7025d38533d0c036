"""The faces of the product: sockets, pages, widget, API. They decide nothing: one domain call each."""
