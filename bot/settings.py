"""What an operator can set; nothing else reads the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.domain.errors import UserError


class Settings(BaseSettings):
    """Hold every setting, frozen; building one reads no environment and no file."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore")

    discord_token: SecretStr | None = Field(default=None, description="the bot's token; the demo needs none")
    data_dir: Path = Field(default=Path("data"), description="folder of the database and the title index")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="how much is logged")

    @property
    def database_path(self) -> Path:
        """Return the file that holds everything the club said."""
        return self.data_dir / "matinee.db"

    @property
    def titles_path(self) -> Path:
        """Return the file of the title index, derived from the database and rebuilt at will."""
        return self.data_dir / "titles.db"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the call alone, so that a test or a demo never meets the operator's token."""
        return (init_settings,)


class _EnvironmentSettings(Settings):
    model_config = SettingsConfigDict(env_file=".env", env_prefix="MATINEE_", frozen=True, extra="ignore")

    # The name every Discord tutorial teaches, without the prefix.
    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over `.env`, as every twelve-factor host expects."""
        return (init_settings, env_settings, dotenv_settings)


def from_environment() -> Settings:
    """Read the settings from the environment and `.env`.

    Raises pydantic.ValidationError for a value that no setting takes, UserError for a `.env` that is no UTF-8.
    """
    try:
        read = _EnvironmentSettings()
    except UnicodeDecodeError as error:
        raise UserError(".env is not UTF-8 text, so no setting was read. Save it as UTF-8 and start again.") from error
    return Settings(**{name: getattr(read, name) for name in Settings.model_fields})
