package io.tdejdbc.frameworks.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.NaturalId;

@Entity
class Contract {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "person_id")
    Person person;

    @NaturalId
    @Column(name = "contract_number", length = 20, nullable = false)
    String number;

    @Column(length = 30, nullable = false)
    String product;

    @Column(precision = 12, scale = 2, nullable = false)
    BigDecimal premium;

    @Column(name = "start_date", nullable = false)
    LocalDate start;

    @Column(name = "end_date")
    LocalDate end;

    @Column(length = 12, nullable = false)
    String state;

    @Version
    int version;

    @OneToMany(mappedBy = "contract", cascade = CascadeType.ALL)
    @Fetch(FetchMode.SUBSELECT)
    List<Claim> claims = new ArrayList<>();

    @ManyToMany
    @JoinTable(
            name = "contract_tag",
            joinColumns = @JoinColumn(name = "contract_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    Set<Tag> tags = new LinkedHashSet<>();

    protected Contract() {}

    Contract(Person person, String number, String product, String premium, LocalDate start) {
        this.person = person;
        this.number = number;
        this.product = product;
        this.premium = new BigDecimal(premium);
        this.start = start;
        this.state = "OPEN";
        person.contracts.add(this);
    }

    @Override
    public String toString() {
        return number + " " + product + " " + premium + " " + start + " " + end + " " + state + " v" + version;
    }
}
