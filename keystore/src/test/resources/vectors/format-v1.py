"""Writes format-v1.json, the frozen envelopes of format version 1, from the specification in docs/cryptography.md.

It shares nothing with the product: the algorithms are those of the Python package "cryptography", XAES's derivation is
written out below. Run it only to add values; a value that was once released never changes.
"""

import hashlib
import json
import struct
import uuid

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

FAMILIES = {
    "TEXT": 1, "INTEGER": 2, "DECIMAL": 3, "FLOAT": 4, "BOOLEAN": 5, "DATE": 6, "LOCAL_TIME": 7,
    "LOCAL_TIMESTAMP": 8, "INSTANT": 9, "BINARY": 10, "UUID": 11, "OFFSET_TIME": 12,
}

SAMPLES = {
    "TEXT": ["", "123-45-6789", "Zürich 東京 🔐", "x" * 300],
    "INTEGER": [struct.pack(">q", n) for n in (0, -1, 42, 2**63 - 1)] + [bytes.fromhex("008000000000000000")],
    "DECIMAL": [b"\0" + struct.pack(">i", 2) + bytes.fromhex("007b"), b"\0" + struct.pack(">i", -3) + b"\xff", b"\x01"],
    "FLOAT": [struct.pack(">d", 0.1), struct.pack(">f", -0.0)],
    "BOOLEAN": [b"\0", b"\x01"],
    "DATE": [struct.pack(">q", 20000), struct.pack(">q", 2**63 - 1)],
    "LOCAL_TIME": [struct.pack(">q", 0), struct.pack(">q", 86400 * 10**9)],
    "LOCAL_TIMESTAMP": [struct.pack(">qi", 1700000000, 123456789)],
    "INSTANT": [struct.pack(">qi", 1700000000, 0), struct.pack(">qii", -1, 999999999, 3600)],
    "BINARY": [bytes(range(256))[:n] for n in (0, 1, 15, 16, 17, 31, 32, 33, 47, 48, 49, 128, 255)],
    "UUID": [uuid.UUID("00112233-4455-6677-8899-aabbccddeeff").bytes],
    "OFFSET_TIME": [struct.pack(">qi", 3600 * 10**9, -7200)],
}

DEPLOYMENT = uuid.UUID("0d1e2f30-4152-4637-8899-0a1b2c3d4e5f")
TABLE = uuid.UUID("7ab1e000-0000-4000-8000-000000000001")
COLUMN = uuid.UUID("c0100000-0000-4000-8000-000000000002")
DOMAIN = uuid.UUID("d0a1a000-0000-4000-8000-000000000003")
NIL = uuid.UUID(int=0)
GENERATIONS = (1, 2, 0x010203)


def key(name, generation):
    return hashlib.sha256(f"tde-jdbc frozen {name} key {generation}".encode()).digest()


def aes_block(k, block):
    return Cipher(algorithms.AES(k), modes.ECB()).encryptor().update(block)


def xaes_key(k, salt):
    derived = b""
    for counter in (1, 2):
        mac = CMAC(algorithms.AES(k))
        mac.update(struct.pack(">H", counter) + b"X\0" + salt)
        derived += mac.finalize()
    return derived


def value(mode, generation, family, plaintext, number, domain=False):
    equality = mode == "equality"
    table_key = key("domain" if domain else "search" if equality else "data", generation)
    first, second = (DOMAIN, NIL) if domain else (TABLE, COLUMN)
    scope = first.bytes + second.bytes
    sub_key = HKDFExpand(SHA256(), 64 if equality else 32, f"tde-jdbc v1 {mode}\0".encode() + scope).derive(table_key)
    head = bytes([0xFA if equality else 0xF9]) + generation.to_bytes(3, "big")
    ad = DEPLOYMENT.bytes + scope + bytes([FAMILIES[family], head[0]]) + head[1:]
    out = {"mode": mode, "deployment": str(DEPLOYMENT), "table": str(first), "column": str(second), "family": family,
           "generation": generation, "key": table_key.hex(), "subKey": sub_key.hex(), "associatedData": ad.hex(),
           "plaintext": plaintext.hex()}
    if equality:
        envelope = head + AESSIV(sub_key).encrypt(plaintext, [ad])
    else:
        salt = hashlib.sha256(f"salt {number}".encode()).digest()[:12]
        nonce = hashlib.sha256(f"nonce {number}".encode()).digest()[:12]
        out |= {"salt": salt.hex(), "nonce": nonce.hex()}
        envelope = head + salt + nonce + AESGCM(xaes_key(sub_key, salt)).encrypt(nonce, plaintext, ad)
    return out | {"envelope": envelope.hex()}


values = []
for family, samples in SAMPLES.items():
    for sample in samples:
        plaintext = sample.encode() if isinstance(sample, str) else sample
        for generation in GENERATIONS if family == "TEXT" else GENERATIONS[:1]:
            values.append(value("random", generation, family, plaintext, len(values)))
            values.append(value("equality", generation, family, plaintext, len(values)))
        values.append(value("equality", 1, family, plaintext, len(values), domain=True))

with open("format-v1.json", "w", encoding="utf-8") as file:
    file.write('{"format":1,"values":[\n')
    file.write(",\n".join(json.dumps(v, separators=(",", ":")) for v in values))
    file.write("\n]}\n")
