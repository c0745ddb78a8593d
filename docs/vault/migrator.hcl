# The commands init and encrypt. Vault sees what it sees of an application; the database rights are what differs.
path "transit/encrypt/tde-app" { capabilities = ["update"] }
path "transit/decrypt/tde-app" { capabilities = ["update"] }
path "transit/keys/tde-app"    { capabilities = ["read"] }
path "sys/capabilities-self"   { capabilities = ["update"] }
path "auth/token/lookup-self"  { capabilities = ["read"] }
path "auth/token/renew-self"   { capabilities = ["update"] }
path "auth/token/revoke-self"  { capabilities = ["update"] }
