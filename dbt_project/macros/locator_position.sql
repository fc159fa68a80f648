{#- Terms for `order by`: the place of a figure in its document, from the first to the last. Cells
    follow by sheet name, row, then column, whether written `B7` or `table2!r3c4`. -#}
{% macro locator_position(locator) -%}
    coalesce({{ locator }}.page, 0),
    coalesce({{ locator }}.char_start, 0),
    coalesce({{ locator }}.sheet, ''),
    coalesce(cast(nullif(regexp_extract({{ locator }}.cell, '^table(\d+)!', 1), '') as integer), 0),
    coalesce(
        cast(nullif(regexp_extract({{ locator }}.cell, '[A-Zr](\d+)(c\d+)?$', 1), '') as integer), 0
    ),
    lpad(regexp_extract({{ locator }}.cell, '(^[A-Z]+|\d+$)', 1), 6, ' ')
{%- endmacro %}
