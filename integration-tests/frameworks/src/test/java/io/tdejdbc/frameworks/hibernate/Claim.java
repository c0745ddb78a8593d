package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.Basic;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
class Claim {
    @Id
    @GeneratedValue
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "contract_id")
    Contract contract;

    @Column(name = "reported_at", nullable = false)
    LocalDateTime reportedAt;

    @Column(precision = 12, scale = 2, nullable = false)
    BigDecimal amount;

    @Column(length = 12, nullable = false)
    String state;

    @Column(length = 4000)
    String description;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> attributes;

    @OneToMany(mappedBy = "claim", cascade = CascadeType.ALL)
    List<Payment> payments = new ArrayList<>();

    @Lob
    @Basic(fetch = FetchType.LAZY)
    byte[] report;

    protected Claim() {}

    Claim(Contract contract, LocalDateTime reportedAt, String amount, String description) {
        this.contract = contract;
        this.reportedAt = reportedAt;
        this.amount = new BigDecimal(amount);
        this.state = "NEW";
        this.description = description;
        this.attributes = Map.of("channel", "web");
        contract.claims.add(this);
    }

    @Override
    public String toString() {
        return reportedAt + " " + amount + " " + state + " " + description + " " + attributes;
    }
}
