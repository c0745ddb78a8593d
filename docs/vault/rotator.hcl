# Rotates the master key and rewraps table keys, and can see none of them: tde.keys.vault.purpose=rotator.
path "transit/keys/tde-app"        { capabilities = ["read"] }
path "transit/keys/tde-app/rotate" { capabilities = ["update"] }
path "transit/rewrap/tde-app"      { capabilities = ["update"] }
path "sys/capabilities-self"       { capabilities = ["update"] }
path "auth/token/lookup-self"      { capabilities = ["read"] }
path "auth/token/renew-self"       { capabilities = ["update"] }
path "auth/token/revoke-self"      { capabilities = ["update"] }
