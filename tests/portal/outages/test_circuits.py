"""What is away is told once, asked by one, and told again once it is there."""

import pytest

from portal.outages import circuits
from portal.outages.circuits import Away, Circuit


@pytest.fixture
def clock(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(circuits.time, "monotonic", lambda: now[0])
    return now


def test_circuit_lets_pass_while_all_is_well(clock):
    Circuit("It").enter()


@pytest.mark.parametrize(("after", "is_let_in"), [(4.9, False), (5.0, True)])
def test_one_is_let_in_after_a_pause_without_a_look(clock, after, is_let_in):
    circuit = Circuit("It", pause=5)
    circuit.failed("gone")
    clock[0] += after

    if is_let_in:
        circuit.enter()
    with pytest.raises(Away, match="It does not answer: gone"):
        circuit.enter()


def test_who_looks_is_always_let_in(clock):
    circuit = Circuit("It")
    circuit.failed("gone")

    circuit.enter(to_look=True)


def test_outage_is_two_lines(clock, caplog):
    circuit = Circuit("It")

    for _ in range(3):
        circuit.failed("gone  \n away.")
        with pytest.raises(Away):
            circuit.enter()
    clock[0] += 2.5
    circuit.worked()
    circuit.worked()

    assert [record.getMessage() for record in caplog.records] == [
        "It does not answer: gone away. What is stored goes on being served.",
        "It answers again, after 2.5 seconds in which 3 were refused.",
    ]
    assert not circuit.is_open
