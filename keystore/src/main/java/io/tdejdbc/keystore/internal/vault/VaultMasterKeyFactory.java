package io.tdejdbc.keystore.internal.vault;

import io.tdejdbc.keystore.KeystoreException;
import io.tdejdbc.keystore.MasterKeyProvider;
import io.tdejdbc.keystore.MasterKeyProviderFactory;
import java.util.Map;
import java.util.Set;

/** Opens transit keys of Vault; found by service loading. */
public final class VaultMasterKeyFactory implements MasterKeyProviderFactory {

    /** For the service loader. */
    public VaultMasterKeyFactory() {}

    @Override
    public String kind() {
        return VaultMasterKeyProvider.KIND;
    }

    @Override
    public Set<String> properties() {
        return Set.of(
                VaultProperty.ADDRESS,
                VaultProperty.NAMESPACE,
                VaultProperty.MOUNT,
                VaultProperty.KEY,
                VaultProperty.PURPOSE,
                VaultProperty.AUTH,
                VaultProperty.AUTH_MOUNT,
                VaultProperty.ROLE,
                VaultProperty.TOKEN_FILE,
                VaultProperty.TOKEN,
                VaultProperty.ALLOW_INLINE_TOKEN,
                VaultProperty.ALLOW_ROOT_TOKEN,
                VaultProperty.ROLE_ID,
                VaultProperty.SECRET_ID_FILE,
                VaultProperty.SECRET_ID_ENV,
                VaultProperty.SECRET_ID_WRAPPED,
                VaultProperty.SERVICE_ACCOUNT_FILE,
                VaultProperty.TLS_CA,
                VaultProperty.TLS_CERTIFICATE,
                VaultProperty.TLS_KEY,
                VaultProperty.TLS_KEY_STORE,
                VaultProperty.TLS_PASSWORD_FILE,
                VaultProperty.TLS_SERVER_NAME,
                VaultProperty.ALLOW_INSECURE_HTTP,
                VaultProperty.CONNECT_TIMEOUT,
                VaultProperty.REQUEST_TIMEOUT,
                VaultProperty.DEADLINE);
    }

    @Override
    public MasterKeyProvider open(Map<String, String> properties) throws KeystoreException {
        return VaultMasterKeyProvider.open(VaultSettings.of(properties));
    }
}
