package io.tdejdbc.keystore.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tdejdbc.keystore.crypto.Vectors;
import io.tdejdbc.keystore.crypto.Vectors.Vector;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.junit.jupiter.api.Test;

class JceTest {

    @Test
    void thePlatformsGcmPassesWycheproof() throws GeneralSecurityException {
        int checked = 0;
        Cipher gcm = Jce.cipher(Jce.GCM);
        for (Vector vector : Vectors.read("wycheproof/aes_gcm.json", "tests")) {
            byte[] sealed = Vectors.hex(vector.text("ct") + vector.text("tag"));
            gcm.init(
                    Cipher.DECRYPT_MODE,
                    new AesKey(vector.bytes("key")),
                    new GCMParameterSpec(128, vector.bytes("iv")));
            gcm.updateAAD(vector.bytes("aad"));
            if (vector.valid()) {
                assertThat(gcm.doFinal(sealed)).as("%s", vector).isEqualTo(vector.bytes("msg"));
            } else {
                assertThatExceptionOfType(AEADBadTagException.class)
                        .as("%s", vector)
                        .isThrownBy(() -> gcm.doFinal(sealed));
            }
            checked++;
        }
        assertThat(checked).isEqualTo(66);
    }

    @Test
    void usesTheJdksOwnProviderWhateverOthersThereAre() throws GeneralSecurityException {
        for (String transformation : new String[] {Jce.GCM, Jce.ECB, Jce.CBC, Jce.CTR}) {
            assertThat(Jce.cipher(transformation).getProvider().getName()).isEqualTo("SunJCE");
        }
    }
}
