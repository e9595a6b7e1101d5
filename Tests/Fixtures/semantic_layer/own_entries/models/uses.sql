select '{{ metric("revenue") }}' as m
