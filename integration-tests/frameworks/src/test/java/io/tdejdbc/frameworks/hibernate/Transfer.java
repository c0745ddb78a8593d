package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.LocalDate;

@Entity
class Transfer extends Payment {
    @Column(length = 34, nullable = false)
    String iban;

    protected Transfer() {}

    Transfer(Claim claim, String amount, LocalDate paidOn, String iban) {
        super(claim, amount, paidOn);
        this.iban = iban;
    }

    @Override
    public String toString() {
        return super.toString() + " to " + iban;
    }
}
