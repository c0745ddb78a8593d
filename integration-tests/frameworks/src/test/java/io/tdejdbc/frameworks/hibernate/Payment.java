package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.time.LocalDate;

@Entity
@Inheritance(strategy = InheritanceType.JOINED)
@DiscriminatorColumn(name = "payment_kind", length = 10)
abstract class Payment {
    @Id
    @GeneratedValue
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "claim_id")
    Claim claim;

    @Column(precision = 12, scale = 2, nullable = false)
    BigDecimal amount;

    @Column(name = "paid_on", nullable = false)
    LocalDate paidOn;

    protected Payment() {}

    Payment(Claim claim, String amount, LocalDate paidOn) {
        this.claim = claim;
        this.amount = new BigDecimal(amount);
        this.paidOn = paidOn;
        claim.payments.add(this);
    }

    @Override
    public String toString() {
        return amount + " " + paidOn;
    }
}
