"""What runs inside the process that `sandbox` starts and throws away. It imports little: a process starts for each SELECT."""
