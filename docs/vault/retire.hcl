# Ends the use of old versions of the master key; for a short-lived token: tde.keys.vault.purpose=retire.
path "transit/keys/tde-app" { capabilities = ["read"] }
path "transit/keys/tde-app/config" {
  capabilities       = ["update"]
  allowed_parameters = { "min_decryption_version" = [] }
}
path "sys/capabilities-self"  { capabilities = ["update"] }
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/renew-self"  { capabilities = ["update"] }
path "auth/token/revoke-self" { capabilities = ["update"] }
