"""What the vendor's workspace begins with."""

INBOXES = (("Website", "contact"), ("Data protection", "privacy"))
"""Name and mailbox; mail to the second opens a case by itself."""
NEWSLETTER = "newsletter"
SUBPROCESSORS = "subprocessors"
RETURNING = "returning-visits"
SALES, AGREEMENT, PRIVACY = "Sales", "Agreement", "Privacy"
TICKET_TYPES = (SALES, AGREEMENT, PRIVACY)
NOTICE = (
    "You write to the team that runs this service. What you write is kept as long as it is needed to answer "
    "you; the privacy notice says how long that is, and what your rights are."
)


def newsletter(name: str) -> dict[str, str]:
    """What somebody agrees to, in the languages of the public side."""
    return {
        "en": f"{name} may send me its newsletter by mail: what is new in the product, at most once a month. "
        "I can stop it at any time with one click.",
        "de": f"{name} darf mir den Newsletter per E-Mail schicken: was im Produkt neu ist, höchstens einmal im "
        "Monat. Ich kann ihn jederzeit mit einem Klick abbestellen.",
        "fr": f"{name} peut m\u2019envoyer sa lettre d\u2019information par e-mail : les nouveautés du produit, au plus une "
        "fois par mois. Je peux y mettre fin à tout moment en un clic.",
        "es": f"{name} puede enviarme su boletín por correo: las novedades del producto, como mucho una vez al "
        "mes. Puedo detenerlo en cualquier momento con un clic.",
        "ur": f"{name} مجھے ای میل سے اپنا خبرنامہ بھیج سکتا ہے: پروڈکٹ میں نیا کیا ہے، زیادہ سے زیادہ مہینے میں ایک بار\u06d4 "
        "میں اسے کسی بھی وقت ایک کلک سے بند کر سکتا ہوں\u06d4",
    }


def subprocessors(name: str) -> dict[str, str]:
    """What somebody agrees to who wants to hear of changes among the sub-processors, and is no customer."""
    return {
        "en": f"{name} may write to me when a sub-processor is announced, and about nothing else. I can stop it at any time with one click.",
        "de": f"{name} darf mir schreiben, wenn ein Unterauftragsverarbeiter angekündigt wird, und sonst nichts. Ich kann das jederzeit mit "
        "einem Klick beenden.",
        "fr": f"{name} peut m\u2019écrire lorsqu\u2019un sous-traitant ultérieur est annoncé, et pour rien d\u2019autre. Je peux y mettre fin à tout "
        "moment en un clic.",
        "es": f"{name} puede escribirme cuando se anuncie un subencargado, y para nada más. Puedo detenerlo en cualquier momento con un clic.",
        "ur": f"جب کسی ذیلی پروسیسر کا اعلان ہو تو {name} مجھے لکھ سکتا ہے، اور کسی اور بات کے لیے نہیں\u06d4 میں اسے کسی بھی وقت ایک کلک سے بند کر سکتا "
        "ہوں\u06d4",
    }


def returning(name: str) -> dict[str, str]:
    """What somebody agrees to whose browser remembers the day of their visit."""
    return {
        "en": f"May {name} keep the day of your visit in your browser, to count how many people come back? No name, no profile, and nobody "
        "else hears of it. You can end it here at any time, with one click."
    }
