{#- A model's schema is the one it names, without dbt's usual prefix: readers type `marts.…`. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
