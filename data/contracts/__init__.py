"""One contract a sheet kind: its columns, how offices call them, and what a row must have."""

from data.contracts.contract import Column, Contract
from data.contracts.kinds import CONTRACTS, contract

__all__ = ["CONTRACTS", "Column", "Contract", "contract"]
