# An application: wraps new table keys and unwraps those it uses. "update" and not "create": a misspelt key name must not
# make a new master key.
path "transit/encrypt/tde-app" { capabilities = ["update"] }
path "transit/decrypt/tde-app" { capabilities = ["update"] }
path "transit/keys/tde-app"    { capabilities = ["read"] }
path "sys/capabilities-self"   { capabilities = ["update"] }
path "auth/token/lookup-self"  { capabilities = ["read"] }
path "auth/token/renew-self"   { capabilities = ["update"] }
path "auth/token/revoke-self"  { capabilities = ["update"] }
