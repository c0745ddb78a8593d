package io.tdejdbc.frameworks.spring;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.jdbc.core.mapping.AggregateReference;

/** A contract of a person. */
public record Contract(
        @Id Long id,
        AggregateReference<Person, Long> personId,
        String contractNumber,
        String product,
        BigDecimal premium,
        LocalDate startDate,
        LocalDate endDate,
        String state,
        @Version Integer version) {}
