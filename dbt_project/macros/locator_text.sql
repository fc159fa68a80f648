{#- The address of a figure as a person reads it: `Sheet1!B7`, `table2!r3c4`, or 字12-15. The same
    words as `Locator.shown` of ingestion/model.py. -#}
{% macro locator_text(locator) -%}
    case {{ locator }}.kind
        when 'cell' then concat_ws('!', nullif({{ locator }}.sheet, ''), {{ locator }}.cell)
        else '字' || {{ locator }}.char_start || '-' || {{ locator }}.char_end
    end
{%- endmacro %}
