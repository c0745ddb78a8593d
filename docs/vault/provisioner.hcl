# Makes engine and key, once, by an operator.
path "sys/mounts/transit"     { capabilities = ["create", "update", "sudo"] }
path "transit/keys/tde-app"   { capabilities = ["create", "update", "read"] }
path "transit/config/keys"    { capabilities = ["update", "read"] }
path "auth/token/lookup-self" { capabilities = ["read"] }
path "auth/token/revoke-self" { capabilities = ["update"] }
