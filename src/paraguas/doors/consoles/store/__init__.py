"""Store: what today asks for, one big button a task; finding, handing over, selling, stock."""
