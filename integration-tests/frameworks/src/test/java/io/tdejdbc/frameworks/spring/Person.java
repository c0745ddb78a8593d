package io.tdejdbc.frameworks.spring;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/** A person with its addresses. */
public record Person(
        @Id Long id,
        String firstName,
        String lastName,
        String taxNumber,
        String email,
        LocalDate birthDate,
        BigDecimal creditLimit,
        boolean active,
        @Version Integer version,
        Set<Address> addresses) {

    Person withEmail(String changed) {
        return new Person(
                id, firstName, lastName, taxNumber, changed, birthDate, creditLimit, active, version, addresses);
    }
}
