"""Names of OpenDocument, as an XML reader that knows namespaces tells them."""

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"

OFFICE = f"{_OASIS}office:1.0 "
STYLE = f"{_OASIS}style:1.0 "
TABLE = f"{_OASIS}table:1.0 "
TEXT = f"{_OASIS}text:1.0 "
NUMBER = f"{_OASIS}datastyle:1.0 "
# LibreOffice says in names of its own what the standard cannot.
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
