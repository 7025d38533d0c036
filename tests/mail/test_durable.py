"""What was said yes to is there after any crash, once."""

import os
import smtplib
import ssl
import subprocess
from email import policy
from pathlib import Path

import psycopg
import pytest

from tests.isolation.databases import address
from tests.kernel.queue_of import jobs
from tests.mail.desk import MailDesk
from tests.mail.listener import Listener
from tests.world import World


def test_killed_between_the_yes_and_the_job(world: World) -> None:
    with Listener() as listener:
        desk = MailDesk(world.acme, listener)
        letter = desk.letter()
        listener.send(letter, to=desk.address)
        listener.kill()
        assert len(desk.received()) == len(jobs(desk.house.id, "mail.take_in")) == 1
        listener.start()
        listener.send(letter, to=desk.address)  # its sender did not hear the yes
    assert len(desk.received()) == len(jobs(desk.house.id, "mail.take_in")) == 1
    desk.take_in()
    desk.take_in()
    (conversation,) = desk.conversations()
    assert [one["body"] for one in desk.messages(conversation)] == ["Where is my parcel?"]


def test_killed_before_the_yes_nothing_is_claimed(world: World) -> None:
    with Listener() as listener:
        desk = MailDesk(world.acme, listener)
        client = listener.client()
        client.ehlo()
        client.mail("max@mail.example")
        client.rcpt(desk.address)
        client.docmd("DATA")
        client.send(desk.letter().as_bytes(policy=policy.SMTP)[:200])
        listener.kill()
        with pytest.raises((OSError, smtplib.SMTPException)):
            client.docmd(".")
    assert desk.received() == []


def test_without_a_database_the_sender_is_told_to_come_again(world: World) -> None:
    """The listener's own connections are refused from now on, as when the database is away."""
    broken = psycopg.conninfo.conninfo_to_dict(os.environ["ICTDESK_CELL_EU_DSN"])
    with Listener() as listener:
        desk = MailDesk(world.acme, listener)
        listener.send(desk.letter("First"), to=desk.address)
        with psycopg.connect(address("ictdesk_admin", str(broken["dbname"])), autocommit=True) as admin:
            admin.execute("alter table received_mail rename to received_mail_away")
            try:
                with pytest.raises(smtplib.SMTPResponseException) as refusal:
                    listener.send(desk.letter("Second"), to=desk.address)
            finally:
                admin.execute("alter table received_mail_away rename to received_mail")
        assert refusal.value.smtp_code == 451
        listener.send(desk.letter("Second"), to=desk.address)
    desk.take_in()
    assert len(desk.conversations()) == 2


def certificate(folder: Path) -> dict[str, str]:
    """One for nobody in particular, as options of the listener."""
    files = {"CERT": str(folder / "cert.pem"), "KEY": str(folder / "key.pem")}
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    subprocess.run(
        [*command, "-keyout", files["KEY"], "-out", files["CERT"]], check=True, capture_output=True
    )
    return {f"ICTDESK_SMTP_{what}_FILE": file for what, file in files.items()}


def test_starttls_is_offered_with_a_certificate(world: World, tmp_path: Path) -> None:
    options = certificate(tmp_path)
    with Listener(options) as listener:
        desk = MailDesk(world.acme, listener)
        context = ssl.create_default_context(cafile=options["ICTDESK_SMTP_CERT_FILE"])
        context.check_hostname = False
        with listener.client() as client:
            client.starttls(context=context)
            client.sendmail("max@mail.example", [desk.address], desk.letter().as_bytes(policy=policy.SMTP))
        old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        with pytest.warns(DeprecationWarning, match="TLSv1_1"):
            old.maximum_version = ssl.TLSVersion.TLSv1_1
        with pytest.raises((ssl.SSLError, OSError)):
            listener.client().starttls(context=old)
    assert [one.state for one in desk.received()] == ["new"]
