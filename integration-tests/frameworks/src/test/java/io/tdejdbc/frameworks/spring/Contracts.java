package io.tdejdbc.frameworks.spring;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.core.mapping.AggregateReference;
import org.springframework.data.repository.ListCrudRepository;

/** Contracts. */
public interface Contracts extends ListCrudRepository<Contract, Long> {
    Optional<Contract> findByContractNumber(String number);

    List<Contract> findByPersonIdAndStateOrderById(AggregateReference<Person, Long> person, String state);

    long countByStateAndProduct(String state, String product);
}
