/**
 * The cryptography of stored values, and the few primitives it stands on: XAES-256-GCM, AES-SIV, AES-CMAC, HKDF and
 * HMAC-SHA256 over the JDK's AES and SHA-2. Nothing here knows of databases.
 */
package io.tdejdbc.keystore.crypto;
