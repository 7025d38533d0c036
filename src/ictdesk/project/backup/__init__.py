"""Copies of an installation, and the way back: data and keys apart, the ledger of rights in neither.

    TARGET/data/STAMP/     control.dump, cell_eu.dump, manifest.json    as many as are kept
    TARGET/files/          attachments, sealed; each lies there once
    TARGET/keys/STAMP/     cell_eu_keys.dump, epochs/, secrets/         the newest only

The root key is in no copy.
"""
