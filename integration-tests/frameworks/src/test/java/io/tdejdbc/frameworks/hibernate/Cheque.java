package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.LocalDate;

@Entity
class Cheque extends Payment {
    @Column(name = "cheque_number", length = 20, nullable = false)
    String number;

    protected Cheque() {}

    Cheque(Claim claim, String amount, LocalDate paidOn, String number) {
        super(claim, amount, paidOn);
        this.number = number;
    }

    @Override
    public String toString() {
        return super.toString() + " by cheque " + number;
    }
}
