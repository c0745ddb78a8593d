"""Writes keys-v1.properties: wrapped keys and metadata MACs of format version 1, from the description in docs/keys.md.

It shares nothing with the product. Run it only to add values; a value that was once released never changes.
"""

import base64
import hashlib
import hmac
import struct
import uuid

from cryptography.hazmat.primitives.ciphers import algorithms
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.cmac import CMAC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

DEPLOYMENT = uuid.UUID("0d1e2f30-4152-4637-8899-0a1b2c3d4e5f")
TABLE = uuid.UUID("7ab1e000-0000-4000-8000-000000000001")
KINDS = {"deployment": 1, "canary": 2, "data": 3, "search": 4, "domain": 5}
CREATED = 1767225600123


def secret(name):
    return hashlib.sha256(f"tde-jdbc frozen {name}".encode()).digest()


def xaes_key(k, salt):
    derived = b""
    for counter in (1, 2):
        mac = CMAC(algorithms.AES(k))
        mac.update(struct.pack(">H", counter) + b"X\0" + salt)
        derived += mac.finalize()
    return derived


def field(value):
    data = struct.pack(">q", value) if isinstance(value, int) else value.encode()
    return struct.pack(">i", len(data)) + data


def canonical(table, values):
    return field(table) + b"".join(field(v) for v in values)


out = {"deployment": DEPLOYMENT, "created": CREATED}
keks = {n: secret(f"kek {n}") for n in (1, 2)}
for n, kek in keks.items():
    out[f"kek.{n}"] = base64.b64encode(kek).decode()
    label = b"tde-jdbc v1 file master key fingerprint\0"
    out[f"fingerprint.{n}"] = hmac.new(kek, label, "sha256").digest()[:8].hex()

rows = []
for number, (kind, code) in enumerate(KINDS.items(), 1):
    key_id = uuid.UUID(int=0xA0000000_0000_4000_8000_000000000000 + number)
    owner = DEPLOYMENT if code < 3 else TABLE
    key = secret(kind)
    payload = (b"TDEK\x01" + DEPLOYMENT.bytes + key_id.bytes + owner.bytes + bytes([code, 1])
               + struct.pack(">q", CREATED) + key)
    nonce = hashlib.sha256(f"nonce {kind}".encode()).digest()[:24]
    version = 1 + number % 2
    aad = b"tde-jdbc v1 file wrap\0" + struct.pack(">i", version)
    sealed = AESGCM(xaes_key(keks[version], nonce[:12])).encrypt(nonce[12:], payload, aad)
    out |= {f"{kind}.id": key_id, f"{kind}.owner": owner, f"{kind}.key": key.hex(), f"{kind}.payload": payload.hex(),
            f"{kind}.wrapped": f"file:v{version}:" + base64.b64encode(nonce + sealed).decode()}
    name = "customer" if kind == "domain" else ""
    rows.append(("tde_key", [str(key_id), kind, str(owner), name, 1, "CURRENT", "hkdf-sha256", CREATED]))

rows.append(("tde_column", ["c0100000-0000-4000-8000-000000000002", str(TABLE), "public", "Kunden \"Ü\"", "ssn",
                            "EQUALITY", str(DEPLOYMENT), "customer", "binary", "VARCHAR(11)", "TEXT", "ENCRYPTED",
                            CREATED]))
mac_key = HKDFExpand(SHA256(), 32, b"tde-jdbc v1 metadata mac\0" + DEPLOYMENT.bytes).derive(secret("deployment"))
digest = hashlib.sha256()
sealed_rows = []
for table, values in rows:
    mac = hmac.new(mac_key, canonical(table, values), "sha256").hexdigest()
    out[f"mac.{table}.{values[0]}"] = mac
    sealed_rows.append((table, values[0], mac))
for table, key_id, mac in sorted(sealed_rows):
    digest.update(canonical(table, [key_id, mac]))
out["digest"] = digest.hexdigest()
manifest = [1, 1, str(DEPLOYMENT), 7, 5, 1, digest.hexdigest(), CREATED]
out["mac.tde_manifest"] = hmac.new(mac_key, canonical("tde_manifest", manifest), "sha256").hexdigest()

with open("keys-v1.properties", "w", encoding="ascii") as file:
    for name, value in out.items():
        file.write(f"{name}={value}\n")
