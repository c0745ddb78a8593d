# An application that makes no table keys, such as a report: tde.keys.vault.purpose=reader.
path "transit/decrypt/tde-app" { capabilities = ["update"] }
path "transit/keys/tde-app"    { capabilities = ["read"] }
path "sys/capabilities-self"   { capabilities = ["update"] }
path "auth/token/lookup-self"  { capabilities = ["read"] }
path "auth/token/renew-self"   { capabilities = ["update"] }
path "auth/token/revoke-self"  { capabilities = ["update"] }
